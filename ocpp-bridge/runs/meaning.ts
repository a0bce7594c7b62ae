import type { RunKind, RunState } from '../tables.ts'

type Meant = Exclude<RunState, 'REQUESTED' | 'TIMED_OUT'>

/** What the words of all versions mean. `Idle` says that the charger does nothing just now, which is no news of any run. */
const MEANING: Readonly<Record<RunKind, Readonly<Partial<Record<string, Meant>>>>> = {
  FIRMWARE: {
    DownloadScheduled: 'RUNNING',
    Downloading: 'RUNNING',
    DownloadPaused: 'RUNNING',
    Downloaded: 'RUNNING',
    SignatureVerified: 'RUNNING',
    InstallScheduled: 'RUNNING',
    Installing: 'RUNNING',
    InstallRebooting: 'RUNNING',
    Installed: 'DONE',
    DownloadFailed: 'FAILED',
    InstallationFailed: 'FAILED',
    InstallVerificationFailed: 'FAILED',
    InvalidSignature: 'FAILED',
  },
  LOG: {
    Uploading: 'RUNNING',
    Uploaded: 'DONE',
    UploadFailed: 'FAILED',
    UploadFailure: 'FAILED',
    BadMessage: 'FAILED',
    NotSupportedOperation: 'FAILED',
    PermissionDenied: 'FAILED',
    AcceptedCanceled: 'CANCELLED',
  },
}

export const meaningOf = (kind: RunKind, status: string): Meant | null =>
  Object.hasOwn(MEANING[kind], status) ? (MEANING[kind][status] ?? null) : null
