import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary: "bg-blue text-on-blue hover:opacity-90 px-4 py-2 font-semibold",
  quiet: "border border-line bg-sheet text-ink hover:bg-blue-soft px-4 py-2 font-medium",
  link: "text-blue underline-offset-2 hover:underline py-1 font-medium",
} as const;

export function Button({
  look = "primary",
  className = "",
  type = "button",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof LOOKS }) {
  return (
    <button
      type={type}
      className={`cursor-pointer rounded-medium transition-[opacity,background-color] duration-120 disabled:cursor-default disabled:opacity-60 ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
