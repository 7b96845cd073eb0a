"""The list as a table: taken away, brought back, looked at before anything is saved."""
