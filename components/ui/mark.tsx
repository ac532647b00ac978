/** The face-off circle: a white ring crossed by the red line, a blue dot in its centre. Decoration; name it beside it. */
export function Mark({ size = 40, onLight = false }: { size?: number; onLight?: boolean }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 40 40">
      <circle
        cx="20"
        cy="20"
        r="13.5"
        fill="none"
        strokeWidth="3"
        className={onLight ? "stroke-ink" : "stroke-white"}
      />
      <path d="M20 1v38" strokeWidth="3" className="stroke-red" />
      <circle cx="20" cy="20" r="5" fill="oklch(0.68 0.14 255)" />
    </svg>
  );
}
