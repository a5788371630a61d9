"""What the pages say, worked out from the catalog: lists, history, duties, statistics, feeds."""
