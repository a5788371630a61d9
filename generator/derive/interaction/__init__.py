"""The people's side (政民互动): letters, requests, responses, evaluations, and where to turn to."""
