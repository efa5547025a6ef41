"""How bad a finding is: severity by ENISA's method, how far trails and attributes single people out, what places
reveal. Pure functions of what a survey counted; nothing here sees a value, a store or the network."""
