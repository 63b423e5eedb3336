"""What leaves the window as a file or through the clipboard? A module for each kind; asking and writing they share."""
