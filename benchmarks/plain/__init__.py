"""The plain ways: what somebody writes who follows the libraries' own documents, each as a process of its own."""
