/** How long a handler may take that waits for the registry or for a training thread, ms; then it is 503 `overloaded`. */
export const handlerTimeout = 20_000;
