import { expect, test } from "vitest";
import { isFewEmoji } from "@/lib/chat/text/emoji";

test.each(["🏒", "👍🏽", "👨‍👩‍👧‍👦", "🇸🇪🇫🇮🇨🇦", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🎉 🎉\n🎉", " 🥅 "])(
  "%j is a few emoji",
  (text) => expect(isFewEmoji(text)).toBe(true),
);

test.each(["", " ", "1", "12", "#", "*", "🏒🏒🏒🏒", "Goal 🏒", "🏒!", ":-)", "🇸🇪🇫", "😀".repeat(500)])(
  "%j is not",
  (text) => expect(isFewEmoji(text)).toBe(false),
);
