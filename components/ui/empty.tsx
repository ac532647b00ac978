import { Mark } from "@/components/ui/mark";

/** In the place of a list that holds nothing: what that means. */
export function Empty({ title, text }: { title: string; text: string }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-large border border-line bg-sheet px-6 py-14 text-center shadow-sheet">
      <Mark size={48} onLight />
      <h2 className="mt-2 text-2xl">{title}</h2>
      <p className="max-w-[26rem] text-pretty text-muted">{text}</p>
    </div>
  );
}
