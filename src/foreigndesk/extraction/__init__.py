"""What the words of one article say: mentions, times, quotations, meetings, actions, commitments, positions."""
