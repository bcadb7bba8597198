"""The three services. They never import each other: they meet in `shared` and over the queue."""
