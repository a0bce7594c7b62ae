import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { callerPublicKeyPem } from '../test/caller.ts'
import { processEnv } from '../test/process-env.ts'

export interface NodeProcess extends AsyncDisposable {
  url: string
  port: number
  /** `kill -9`, and gone. */
  kill(): Promise<void>
  /** It does nothing more, and everybody believes that it lives; until it is thawed. */
  freeze(): void
  thaw(): void
}

/** A bridge in a process of its own, over a database that is there. */
export async function startNode(
  { databaseUrl }: { databaseUrl: string },
  variables: Readonly<Record<string, string>> = {},
): Promise<NodeProcess> {
  const child: ChildProcess = fork(new URL('./node.fixture.ts', import.meta.url), {
    env: {
      ...processEnv(),
      DATABASE_URL: databaseUrl,
      CALLER_PUBLIC_KEY: callerPublicKeyPem,
      OCPP_PORT: '0',
      ...variables,
    },
    execArgv: [],
  })
  const exited = once(child, 'exit')
  const [ready] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('The node did not start.'))),
  ])) as [{ url: string; port: number }]
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const freeze = () => void child.kill('SIGSTOP')
  const thaw = () => void child.kill('SIGCONT')
  return { ...ready, kill, freeze, thaw, [Symbol.asyncDispose]: kill }
}
