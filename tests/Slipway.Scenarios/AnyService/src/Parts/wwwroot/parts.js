export const part = "of a library";
