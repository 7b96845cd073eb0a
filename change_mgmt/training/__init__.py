"""What training reckons and writes, without Django: how long it holds, the paper of a test, the calendar entry."""
