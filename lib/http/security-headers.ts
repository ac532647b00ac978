/**
 * The headers of every page. Scripts run only with this request's nonce (and what they load themselves); styles may
 * be inline, because React writes style attributes; the one other origin is Supabase, for the socket and the pictures.
 * @param supabaseUrl as the browser reaches it
 * @param development React's development build needs eval for its error overlay
 */
export function contentSecurityPolicy(nonce: string, supabaseUrl: string, development: boolean): string {
  const socket = supabaseUrl.replace(/^http/, "ws");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' blob: data: ${supabaseUrl}`,
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${supabaseUrl} ${socket}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=63072000",
} as const;
