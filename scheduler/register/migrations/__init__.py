"""The one history of the database's tables, the register's and the messages' alike."""
