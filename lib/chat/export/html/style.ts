/** A4, readable without colour; every page says whose log it is and by which fingerprint it is known. */
export function style(code: string, fingerprint: string): string {
  return `
@page { size: A4; margin: 20mm 16mm 22mm;
  @top-left { content: "Rinkside: conversation with ${code}"; font: 8pt system-ui, sans-serif; color: #56617a; }
  @top-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; color: #56617a; }
  @bottom-left { content: "Fingerprint ${fingerprint}"; font: 7pt ui-monospace, monospace; color: #56617a; } }
* { box-sizing: border-box; }
html { color-scheme: light; background: #f5f8fb; color: #16203a; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 210mm; margin: 0 auto; padding: 16px; }
h1, h2, p, ol, ul, dl, dd, blockquote { margin: 0; padding: 0; }
h1 { font-size: 26px; line-height: 1.2; }
h2 { font-size: 15px; }
header, main, footer { margin-bottom: 16px; padding: 20px; border: 1px solid #d9e0ea; border-radius: 10px; background: #fff; }
header p:first-child { color: #56617a; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin-top: 16px; }
dt { color: #56617a; }
dd, blockquote { overflow-wrap: anywhere; }
code, .hash { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
dd code { font-size: 13px; }
.fingerprint { font-weight: 700; }
main > ol { list-style: none; }
main > ol > li { padding: 12px 0 12px 12px; border-top: 1px solid #d9e0ea; border-left: 3px solid transparent; break-inside: avoid-page; }
main > ol > li:first-child { border-top: 0; }
main > ol > .edited, main > ol > .document_removed { border-left-color: #8a5a00; }
main > ol > .deleted, main > ol > .lost { border-left-color: #b3261e; }
main > ol > li:target { background: #eaf1fd; }
.rev { float: right; color: #56617a; font-size: 12px; }
.who, .when, .later, .named { font-size: 13px; }
.when, .later { color: #56617a; }
.label { margin-top: 8px; color: #56617a; font-size: 12px; font-weight: 700; }
blockquote { margin-top: 4px; padding: 8px 12px; border-radius: 8px; background: #f5f8fb; white-space: pre-wrap; }
.deleted blockquote { background: #fdf0ef; }
.none { color: #56617a; font-style: italic; }
ul { margin: 4px 0 0 20px; font-size: 13px; }
.u { padding: 0 2px; border: 1px solid #b3261e; border-radius: 3px; color: #b3261e; font-size: 10px; }
.hash { margin-top: 6px; color: #56617a; font-size: 10px; }
a { color: #1d4fb8; }
footer p + p { margin-top: 8px; }
@media print {
  html { background: #fff; font-size: 10pt; }
  body { max-width: none; padding: 0; }
  header, main, footer { padding: 0; border: 0; border-radius: 0; }
  blockquote { border: 1px solid #d9e0ea; }
  a { color: inherit; }
}
`;
}
