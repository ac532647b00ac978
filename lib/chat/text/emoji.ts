/** So many alone are shown large. */
const MOST = 3;

// A flag, a key cap, or a picture with its skin, its hair and what it is joined with (Unicode's UTS 51, ED-16).
const PICTURE = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?`;
const EMOJI = String.raw`(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|${PICTURE}(?:\u200D${PICTURE})*)`;
const FEW = new RegExp(String.raw`^(?:\s*${EMOJI}){1,${MOST}}\s*$`, "u");

/** Whether a text is nothing but a few emoji. */
export function isFewEmoji(text: string): boolean {
  // The longest, a family of four with skins, has 15 units.
  return text.length <= 64 && FEW.test(text);
}
