import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Account, createAccount, findByEmail, findById, loadAccount } from "./accounts.ts";
import { requireEmail } from "./addresses.ts";
import { AuthRefusal, emailTaken, invalid, json, parseBody } from "./answer.ts";
import { attributesSchema, banLength, changeAccount } from "./change-account.ts";
import { softDelete } from "./delete-account.ts";
import type { Call, Door } from "./door.ts";
import { requireReadable, requireStrength } from "./passwords.ts";
import { userJson } from "./user-json.ts";

/** `GET /admin/users/:id`. */
export async function getUser(call: Call, door: Door): Promise<Response> {
  return json(userJson(await requireAccount(call, door)));
}

const creationSchema = attributesSchema.extend({ id: z.string().optional() });

/** `POST /admin/users`: an account without a mail. */
export async function createUser(call: Call, door: Door): Promise<Response> {
  const { id, email: address, role, password, ...rest } = parseBody(creationSchema, call.text);
  if (!address) throw invalid("Cannot create a user without either an email or phone");
  const email = requireEmail(address);
  if (await findByEmail(door.sql, email)) throw emailTaken();
  if (id && !z.guid().safeParse(id).success) throw invalid("ID must conform to the uuid v4 format");
  if (password) requireReadable(password);
  banLength(rest.ban_duration);
  const account = await orFail("Database error creating new user", () =>
    door.sql.begin(async (transaction) => {
      const created = await createAccount(transaction, {
        id: id || undefined,
        email,
        role: role || undefined,
        password: password || randomBytes(32).toString("base64url"),
        userMetadata: rest.user_metadata ?? undefined,
      });
      await changeAccount(transaction, created, rest);
      return await loadAccount(transaction, created.id);
    }),
  );
  return json(userJson(account));
}

/** `PUT /admin/users/:id`. A new password ends every session of its owner. */
export async function updateUser(call: Call, door: Door): Promise<Response> {
  const account = await requireAccount(call, door);
  const attributes = parseBody(attributesSchema, call.text);
  const email = attributes.email ? requireEmail(attributes.email) : undefined;
  banLength(attributes.ban_duration);
  if (typeof attributes.password === "string") requireStrength(attributes.password, door.settings);
  const changed = await orFail("Error updating user", () =>
    door.sql.begin(async (transaction) => {
      await changeAccount(transaction, account, { ...attributes, email });
      return await loadAccount(transaction, account.id);
    }),
  );
  return json(userJson(changed));
}

const deletionSchema = z.object({ should_soft_delete: z.boolean().default(false) });

/** `DELETE /admin/users/:id`. */
export async function deleteUser(call: Call, door: Door): Promise<Response> {
  const account = await requireAccount(call, door);
  const { should_soft_delete } = call.text
    ? parseBody(deletionSchema, call.text)
    : { should_soft_delete: false };
  if (should_soft_delete) {
    await orFail("Error soft deleting user", () =>
      door.sql.begin((transaction) => softDelete(transaction, account)),
    );
  } else {
    await orFail(
      "Database error deleting user",
      () => door.sql`delete from auth.users where id = ${account.id}`,
    );
  }
  return json({});
}

async function requireAccount({ id }: Call, { sql }: Door): Promise<Account> {
  if (!z.guid().safeParse(id).success) {
    throw new AuthRefusal(404, "validation_failed", "user_id must be an UUID");
  }
  const account = await findById(sql, id);
  if (!account) throw new AuthRefusal(404, "user_not_found", "User not found");
  return account;
}

/** What the project's own triggers and foreign keys refuse, GoTrue tells in one sentence, and logs the rest. */
async function orFail<T>(sentence: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AuthRefusal) throw error;
    console.error(`Auth: ${sentence}: ${error instanceof Error ? error.message : error}`);
    throw new AuthRefusal(500, "unexpected_failure", sentence);
  }
}
