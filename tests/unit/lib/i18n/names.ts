export const legibleNames = ["Anna", "Jānis Bērziņš", "محمد‌رضا", "李小龍", "O'Neill-Smith", "👩‍🚀"];

export const illegibleNames = [
  "",
  "   ",
  "\u200b",
  "\u2060\ufeff",
  "\u00ad",
  "Anna\nLindqvist",
  "Anna\u0085",
  "\u202eannA",
  "Anna\u2028",
  "\u2066Anna",
];
