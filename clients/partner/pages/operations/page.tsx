import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { NO_ROWS, Pages } from '../../../web/list/pages.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { OperationsPageDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ClientPicker, type NamedClient } from '../client-picker.tsx'
import { Upload } from './upload.tsx'
import { STATE_TONES, VersionShown } from './version.tsx'

const route = getRouteApi('/operations')
const PAGE = 10

export function OperationsPage() {
  const { operations: texts } = useTexts()
  const { client } = route.useSearch()
  const navigate = useNavigate()
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <p className="mb-4 max-w-2xl text-soft">{texts.intro}</p>
      <SignedIn>
        <ClientPicker chosen={client} choose={(id) => void navigate({ to: '/operations', search: { client: id } })}>
          {(chosen) => <Versions key={chosen.id} client={chosen} />}
        </ClientPicker>
      </SignedIn>
    </>
  )
}

function Versions({ client }: { client: NamedClient }) {
  const { operations: texts, manifestStates } = useTexts()
  const { dayAndClock } = useFormat()
  const { version: wanted, against } = route.useSearch()
  const navigate = useNavigate()
  const clientId = client.id
  const go = (version: string, other?: string) =>
    navigate({
      to: '/operations',
      search: { client: clientId, version, ...(other !== undefined && { against: other }) },
      resetScroll: false,
    })
  return (
    <Pages
      query={OperationsPageDocument}
      variables={{ clientId, first: PAGE }}
      pick={(data) => data.apiClient?.manifests ?? NO_ROWS}
    >
      {({ rows: versions, more, again }) => {
        const shown = wanted ?? (versions.find(({ state }) => state === 'ACTIVE') ?? versions[0])?.version
        return (
          <div className="flex flex-col gap-4">
            {versions.length === 0 && <Empty>{texts.none}</Empty>}
            {client.revokedAt === null && (
              <details open={versions.length === 0} className="rounded-lg border border-line bg-card p-4">
                <summary className="cursor-pointer font-semibold">{texts.add}</summary>
                <div className="mt-4 max-w-2xl">
                  <Upload
                    clientId={clientId}
                    uploaded={(version) => {
                      again()
                      void go(version)
                    }}
                  />
                </div>
              </details>
            )}
            {versions.length > 0 && (
              <ul aria-label={texts.versions} className="flex flex-col gap-2">
                {versions.map(({ version, state, uploadedAt, operationCount }) => (
                  <li key={version}>
                    <Link
                      to="/operations"
                      search={{ client: clientId, version }}
                      resetScroll={false}
                      aria-current={version === shown ? 'true' : undefined}
                      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-lg border border-line bg-card px-4 py-3 hover:bg-sunk aria-[current=true]:border-brand"
                    >
                      <span className="min-w-0">
                        <span className="block font-semibold break-all">{version}</span>
                        <span className="block text-sm text-soft">
                          {texts.count(operationCount)} · {dayAndClock(uploadedAt)}
                        </span>
                      </span>
                      <Badge tone={STATE_TONES[state]}>{manifestStates[state]}</Badge>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
            {more && (
              <Button className="self-start" onClick={more}>
                {texts.more}
              </Button>
            )}
            {shown !== undefined && (
              <VersionShown
                key={shown}
                clientId={clientId}
                version={shown}
                against={against}
                compare={(other) => void go(shown, other)}
                others={versions.map(({ version }) => version).filter((version) => version !== shown)}
                changed={again}
              />
            )}
          </div>
        )
      }}
    </Pages>
  )
}
