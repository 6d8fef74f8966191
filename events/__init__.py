"""Events that other systems send to the server: checked, kept before they are answered, loaded later."""
