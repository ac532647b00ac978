import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { createClient } from "@supabase/supabase-js";
import { beforeAll, describe, expect, test } from "vitest";
import messages from "../../lib/i18n/messages/en.json" with { type: "json" };
import { startServices } from "../../supabase/local/services.ts";
import { cloneDatabase } from "../support/database.ts";
import { mailsTo, mailTo } from "../support/mailbox.ts";
import { startServices as startTestServices } from "../support/stack.ts";

/** The mails that the embedded Auth would have sent: which, with what in them, and who can see them. */
const database = await cloneDatabase();
const { url, secretKey, publishableKey } = await startTestServices(database);
const options = { auth: { persistSession: false, autoRefreshToken: false } };
const service = createClient(url, secretKey, options);
const anna = "sweden@rinkside.test";
const client = () => createClient(url, publishableKey, options);
const newAddress = () => `${randomUUID()}@rinkside.test`;

describe("what is mailed", () => {
  test("an invitation leads where the site says, and nowhere else", async () => {
    const email = newAddress();
    const redirectTo = "http://localhost:4711/invitation/a-token";
    await service.auth.admin.inviteUserByEmail(email, { redirectTo });
    expect(await mailTo(url, email)).toMatchObject({
      kind: "invite",
      subject: messages.mails.invite.subject,
      links: [redirectTo],
    });
  });

  test("an invitation to a page of a site that is not ours leads to the site", async () => {
    const email = newAddress();
    await service.auth.admin.inviteUserByEmail(email, { redirectTo: "https://evil.example/invitation" });
    expect((await mailTo(url, email)).links).toEqual(["http://127.0.0.1:3000"]);
  });

  test("a recovery carries a token with which the site signs in", async () => {
    await client().auth.resetPasswordForEmail(anna);
    const { links, kind } = await mailTo(url, anna);
    const link = new URL(links[0] ?? "");
    expect([kind, link.origin, link.pathname]).toEqual([
      "recovery",
      "http://127.0.0.1:3000",
      "/reset-password",
    ]);
    const token_hash = link.searchParams.get("token_hash") ?? "";
    const { data } = await client().auth.verifyOtp({ token_hash, type: "recovery" });
    expect(data.user?.email).toBe(anna);
  });

  test("a link to sign in carries the page that was asked for", async () => {
    const email = "finland@rinkside.test";
    const emailRedirectTo = "http://localhost:3000/chat/FIN?seq=12&from=mail";
    await client().auth.signInWithOtp({ email, options: { emailRedirectTo } });
    const { links, kind } = await mailTo(url, email);
    const { pathname, searchParams } = new URL(links[0] ?? "");
    expect([kind, pathname, searchParams.get("redirect_to")]).toEqual([
      "magic_link",
      "/sign-in/link",
      emailRedirectTo,
    ]);
    const token_hash = searchParams.get("token_hash") ?? "";
    expect((await client().auth.verifyOtp({ token_hash, type: "magiclink" })).data.user?.email).toBe(email);
  });

  test("another address is asked of both, each with a token of its own", async () => {
    const email = "canada@rinkside.test";
    const supabase = client();
    await supabase.auth.signInWithPassword({ email, password: "rinkside-demo" });
    const newEmail = newAddress();
    await supabase.auth.updateUser({ email: newEmail });
    const [present, wanted] = [await mailTo(url, email), await mailTo(url, newEmail)];
    expect([present.kind, wanted.kind]).toEqual(["email_change", "email_change"]);
    expect(present.html).toContain(newEmail);
    const follow = async ([link = ""]: string[]) =>
      (await fetch(link, { redirect: "manual" })).headers.get("location");
    expect(await follow(present.links)).toContain("#message=Confirmation+link+accepted");
    expect(await follow(wanted.links)).toContain("access_token=");
  });

  test("nothing is mailed to an address that nobody has", async () => {
    const email = newAddress();
    await client().auth.resetPasswordForEmail(email);
    await client().auth.signInWithOtp({ email });
    expect(await mailsTo(url, email)).toEqual([]);
  });

  test("links lead to where the site runs, if the stack knows", async () => {
    const services = await startServices({
      dbPort: database.port,
      database: database.name,
      port: 0,
      siteUrl: "http://localhost:4711",
    });
    try {
      const email = "sweden2@rinkside.test";
      await createClient(services.url, publishableKey, options).auth.resetPasswordForEmail(email);
      expect((await mailTo(services.url, email)).links[0]).toMatch(
        /^http:\/\/localhost:4711\/reset-password\?/,
      );
    } finally {
      await services.stop();
    }
  });
});

describe("what is kept", () => {
  test("nobody reads it but by the pages: not the API's roles, and nothing of it is exposed", async () => {
    for (const actor of ["anon", "service_role", { id: randomUUID() }] as const) {
      await expect(database.as(actor, (sql) => sql`select from local_mails.mails`)).rejects.toThrow(
        "permission denied for schema local_mails",
      );
    }
    const response = await fetch(`${url}/rest/v1/mails`, {
      headers: { apikey: secretKey, "accept-profile": "local_mails" },
    });
    expect(response.status).toBe(406);
  });

  test("the newest 500", async () => {
    await database.admin`
      insert into local_mails.mails (recipient, kind, subject, html)
      select 'many@rinkside.test', 'recovery', 'Mail ' || n, '' from generate_series(1, 600) n`;
    const email = newAddress();
    await service.auth.admin.inviteUserByEmail(email);
    const [row] = await database.admin`select count(*)::int as count from local_mails.mails`;
    expect(row?.count).toBe(500);
    expect((await mailsTo(url, email))[0]?.recipient).toBe(email);
    expect((await mailsTo(url, "many@rinkside.test"))[0]?.subject).toBe("Mail 600");
  });
});

describe("the pages", () => {
  const email = newAddress();
  beforeAll(async () => {
    await service.auth.admin.inviteUserByEmail(email, {
      redirectTo: "http://localhost:3000/invitation/page",
    });
  });

  test("list the mails, and show one in a frame where nothing runs, with its links beside it", async () => {
    const list = await (await fetch(`${url}/mails`)).text();
    const { id, subject } = await mailTo(url, email);
    expect(list).toContain(`href="/mails/${id}"`);
    const response = await fetch(`${url}/mails/${id}`);
    const page = await response.text();
    expect(page).toContain(`<h1>${subject}</h1>`);
    expect(page).toContain(`sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;base`);
    expect(page).toContain(
      `<a href="http://localhost:3000/invitation/page">http://localhost:3000/invitation/page</a>`,
    );
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("a mail that is not there is 404, and nothing but GET is answered", async () => {
    expect((await fetch(`${url}/mails/999999999`)).status).toBe(404);
    expect((await fetch(`${url}/mails`, { method: "POST" })).status).toBe(405);
  });

  test.each(["/mails", "/mails.json", "/mails/1"])(
    "%s answers to this machine's own names alone",
    async (path) => {
      expect(await statusFor(path, "evil.example")).toBe(403);
      expect(await statusFor(path, "localhost.evil.example:54321")).toBe(403);
      expect(await statusFor("/mails", "localhost:54321")).toBe(200);
      expect(await statusFor("/mails", "[::1]:54321")).toBe(200);
    },
  );

  test("no other site's page may read them", async () => {
    const { headers } = await fetch(`${url}/mails.json`, { headers: { origin: "https://evil.example" } });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("markup in an address or a subject stays text", async () => {
    await database.admin`
      insert into local_mails.mails (recipient, kind, subject, html)
      values ('<b>@rinkside.test', 'recovery', '<script>alert(1)</script>', '<script>alert(2)</script>"')`;
    const [mail] = await mailsTo(url, "<b>@rinkside.test");
    for (const path of ["/mails", `/mails/${mail?.id}`]) {
      expect(await (await fetch(`${url}${path}`)).text()).not.toContain("<script>");
    }
  });
});

/** `fetch` sends the Host of the address, whatever one asks for. */
function statusFor(path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request(`${url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on("error", reject).end();
  });
}
