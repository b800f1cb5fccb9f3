/** A type that only its own constructor makes: two branded strings cannot be confused. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
