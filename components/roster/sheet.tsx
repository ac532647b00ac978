import { type ReactNode, type Ref, useId } from "react";

/** One step of the import. */
export function Sheet({
  title,
  ref,
  children,
}: {
  title: string;
  ref?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section
      aria-labelledby={headingId}
      className="flex flex-col gap-4 rounded-large border border-line bg-sheet p-4 shadow-sheet md:p-6"
    >
      <h2 id={headingId} ref={ref} tabIndex={-1} className="text-2xl outline-none">
        {title}
      </h2>
      {children}
    </section>
  );
}
