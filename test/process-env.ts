/**
 * What a process of ours is started with beside its own variables. What it loads was compiled by those before it (`global-setup.ts`):
 * that is a third of a start.
 */
export const processEnv = (): Record<string, string> => {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env
  return { PATH, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) }
}
