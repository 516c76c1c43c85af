export interface Promised {
  number: number;
  en: string;
  zh: string;
  limit?: { en: string; zh: string };
}
export const promises: Promised[];
