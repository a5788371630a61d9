"""What render turns views into."""
