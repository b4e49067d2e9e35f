"""What `import offramp` offers, put together from the layers below it."""
