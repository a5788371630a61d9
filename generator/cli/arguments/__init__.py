"""The arguments of the commands: a function for each, by what the commands are for."""
