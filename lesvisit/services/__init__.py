"""What a person does, one module per thing: each act is a function that returns the operation to be done."""
