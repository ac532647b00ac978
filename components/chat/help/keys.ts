/** The keys of a conversation, as the help sheet lists them; the parts of one line are alternatives. */
export const KEYS = {
  writing: [
    { keys: [["Enter"]], does: "send" },
    { keys: [["Shift", "Enter"]], does: "newLine" },
    { keys: [["↑"]], does: "editLast" },
    { keys: [["Esc"]], does: "leaveEdit" },
    { keys: [["@"]], does: "mention" },
    { keys: [["Ctrl", "V"]], does: "paste" },
  ],
  reading: [
    { keys: [["Shift", "Tab"]], does: "toMessages" },
    { keys: [["↑"], ["↓"]], does: "move" },
    { keys: [["Home"], ["End"]], does: "ends" },
    { keys: [["Enter"], ["Shift", "F10"]], does: "menu" },
    { keys: [["Esc"]], does: "toComposer" },
  ],
  anywhere: [
    { keys: [["Ctrl", "Shift", "F"]], does: "search" },
    { keys: [["?"]], does: "help" },
  ],
} as const;
