"""Statistics of disclosure (政务公开统计): what is counted, as data and as pages."""
