import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import messages from "@/lib/i18n/messages/en.json";
import { linksOf } from "@/supabase/local/mails/links";
import { renderHtml, renderText, type Variables } from "@/supabase/local/mails/render";
import { mailTemplate, templateNames, withSubjects } from "@/supabase/local/mails/templates";
import { root } from "@/supabase/local/settings";

const read = (path: string) => readFileSync(join(root, "supabase", path), "utf8");

const variables: Variables = {
  SiteURL: "https://rinkside.example",
  ConfirmationURL:
    "https://auth.example/auth/v1/verify?token=abc&type=signup&redirect_to=https://rinkside.example",
  RedirectTo: "https://rinkside.example/chat/swe?a=1&b=2",
  Email: `"Åsa <b>"@rinkside.test`,
  NewEmail: "new@rinkside.test",
  Token: "123456",
  TokenHash: "pkce_abc",
};

describe("what is in the repository is what the catalogue says: else, run npm run mails:build", () => {
  test.each(templateNames)("%s.html", (name) => {
    expect(read(`templates/${name}.html`)).toBe(mailTemplate(name, messages.mails, "en"));
  });

  test("the subjects in config.toml", () => {
    expect(read("config.toml")).toBe(withSubjects(read("config.toml"), messages.mails));
  });
});

describe("links", () => {
  const linkOf = (name: (typeof templateNames)[number]) =>
    linksOf(renderHtml(mailTemplate(name, messages.mails, "en"), variables));

  test("an invitation leads to where the site asked for", () => {
    expect(linkOf("invite")).toEqual([variables.RedirectTo]);
  });

  test("a recovery leads to the site with the token", () => {
    expect(linkOf("recovery")).toEqual([
      "https://rinkside.example/reset-password?token_hash=pkce_abc&type=recovery",
    ]);
  });

  test("a link to sign in keeps the page that was asked for as one parameter", () => {
    const [link = ""] = linkOf("magic_link");
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      token_hash: "pkce_abc",
      type: "magiclink",
      redirect_to: variables.RedirectTo,
    });
  });

  test.each(["confirmation", "email_change"] as const)("%s leads to Auth itself", (name) => {
    expect(linkOf(name)).toEqual([variables.ConfirmationURL]);
  });
});

test("an address with markup in it stays an address", () => {
  const html = renderHtml(mailTemplate("recovery", messages.mails, "en"), variables);
  expect(html).toContain("for &#34;Åsa &lt;b&gt;&#34;@rinkside.test.");
});

test("every text and every link is in the mail, and nothing is left open", () => {
  for (const name of templateNames) {
    const html = renderHtml(mailTemplate(name, messages.mails, "en"), variables);
    expect(html).not.toMatch(/\{|\}/);
    expect(html).toContain(`<title>${messages.mails[name].subject}</title>`);
  }
});

test("a subject is a line of text, in which nothing is escaped", () => {
  expect(renderText("For {{ .Email }}, {{.Token}}: {{ .Unknown }}", variables)).toBe(
    `For "Åsa <b>"@rinkside.test, 123456: `,
  );
});
