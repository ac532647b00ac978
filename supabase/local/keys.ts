/** The same on every machine, as in Supabase's own local stack: the app runs unchanged on `supabase start`. */
export const publishableKey = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH";
export const secretKey = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";
export const jwtSecret = "super-secret-jwt-token-with-at-least-32-characters-long";
