/** How bright a colour is to the eye, from 0 to 1 (WCAG 2, relative luminance). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

const WHITE = "#ffffff";
const BLACK = "#000000";

/**
 * What can be read on a colour, with the contrast that WCAG AA asks for: white as long as that has it, because the plates
 * look best with it; where it has not, black always does. A colour that is not given as "#rrggbb" is a dark one of ours.
 */
export function inkOn(colour: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return WHITE;
  return contrast(colour, WHITE) >= 4.5 ? WHITE : BLACK;
}
