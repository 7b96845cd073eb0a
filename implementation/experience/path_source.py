"""What the start wizard offers from here."""
