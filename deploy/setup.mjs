// Makes a fresh clone ready, before any other script: plain JavaScript, because it may run under an older Node than the project's.
// Usage: node deploy/setup.mjs [--web] [--tests]
import './node-version.cjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const time = (file) => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0)

if (time('node_modules/.package-lock.json') < time('package-lock.json')) {
  console.log('Installing packages (about a minute, once) …')
  // An npm that does not know package.json's allowScripts runs the packages' own scripts: onnxruntime-node's fetches GPU libraries from
  // outside, and sharp's would build against a libvips of the machine. What we use comes in the packages.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', SHARP_IGNORE_GLOBAL_LIBVIPS: '1' }
  // Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms, and registries differ in which of them they
  // have. This installs the locked versions all the same, and leaves the lock file as it is.
  run(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    env,
    'The packages could not be installed. Check the network and the npm registry, then run the command again.',
  )
}
if (process.argv.includes('--web') && newest('clients') > time('clients/partner/dist/index.html')) {
  console.log('Building the apps …')
  const node = join(root, 'node_modules/.bin/node')
  run(
    node,
    ['clients/web/build.ts'],
    process.env,
    'The apps could not be built. What is above says where; then run the command again.',
  )
}
// What tests need of Debian: a Redis for those that have it as their subject, and a browser for the apps.
const missing = process.argv.includes('--tests') ? ['redis-server', 'chromium'].filter((command) => !has(command)) : []
if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get')) {
  console.log(`Installing ${missing.join(' and ')} for tests …`)
  // RUNLEVEL=1 keeps Debian from starting a server of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  // One by one: where one is not to be had, the others are.
  const install = () =>
    missing.map((name) => has(name) || apt('install', '-y', '--no-install-recommends', name).status === 0).every(Boolean)
  if (!install()) {
    apt('update')
    install()
  }
}

/** When a file of a folder was last changed; what is built does not count. */
function newest(folder) {
  return Math.max(
    ...readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name)
      if (!entry.isDirectory()) return time(path)
      return entry.name === 'dist' ? 0 : newest(path)
    }),
  )
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
}

function run(command, args, env, advice) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' })
  if (status === 0) return
  console.error(advice)
  process.exit(status ?? 1)
}
