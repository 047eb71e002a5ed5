"""The read API: what other programs read of plans, actions, standings, meetings and the ledger, by keys."""
