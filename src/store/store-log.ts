/** Where a store says what becomes of its database. */
export type StoreLog = (level: "info" | "warn" | "error", facts: object, message: string) => void;
