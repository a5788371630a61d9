"""The duty ledger (公开事项台账): what every body owed for every period, and what became of it."""
