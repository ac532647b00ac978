/** As browsers call every picture that has no name of its own. */
const NAMELESS = /^image\.(\w+)$/;

/**
 * The files that are pasted. What a text processor or a table brings along is a text, though it comes with a picture of
 * itself.
 * @param name for a picture that has none
 */
export function pastedFiles(data: Pick<DataTransfer, "types" | "files">, name: string): File[] {
  const isRichText = data.types.includes("text/html") && data.types.includes("text/plain");
  if (isRichText) return [];
  return [...data.files].map((file) => {
    const extension = NAMELESS.exec(file.name)?.[1];
    return extension ? new File([file], `${name}.${extension}`, { type: file.type }) : file;
  });
}
