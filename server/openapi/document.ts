export function openapi(): object {
  return { openapi: '3.1.0' };
}
