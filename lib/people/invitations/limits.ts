/** As in config.toml (`minimum_password_length`). */
export const PASSWORD_MIN_LENGTH = 10;

/** In characters as Postgres counts them (users_full_name_length). */
export const NAME_MAX_LENGTH = 80;
