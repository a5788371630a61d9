"""What the host of a site has to be told: headers, caching, compression; for the hosts that there are."""
