"""The words: plans, actions, people, boards and meetings, as frozen values."""
