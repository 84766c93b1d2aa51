"""What the articles say together: dates, entities, copies, meetings."""
