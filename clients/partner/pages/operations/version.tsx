import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NO_ROWS, Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import {
  ActivateApiManifestDocument,
  RetireApiManifestDocument,
  VersionOperationsDocument,
  VersionViewDocument,
  type ApiManifestState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ChangesShown } from './changes.tsx'
import { OperationRow } from './operation.tsx'

export const STATE_TONES = { UPLOADED: 'busy', ACTIVE: 'good', SERVED: 'warn', RETIRED: 'quiet' } as const satisfies Record<
  ApiManifestState,
  Tone
>
const PAGE = 20

interface Props {
  clientId: string
  version: string
  /** What it is compared with; the active one without it. */
  against: string | undefined
  compare: (version: string | undefined) => void
  others: readonly string[]
  changed: () => void
}

/** One version: whether it is served, what is other in it, and its operations. */
export function VersionShown({ clientId, version, against, compare, others, changed }: Props) {
  const { operations: texts, manifestStates, back } = useTexts()
  const { dayAndClock, number } = useFormat()
  const { sdk } = useSession()
  const variables = { clientId, version, ...(against !== undefined && { from: against }) }
  return (
    <View query={VersionViewDocument} variables={variables}>
      {({ apiClient }, again) => {
        const manifest = apiClient?.manifest
        if (!manifest) return <Notice tone="warn" title={texts.noVersion(version)} />
        const input = { clientId, version }
        // An answer that was lost may have been a yes: it is looked at again either way.
        const told = <T,>(work: Promise<T>) =>
          work.finally(() => {
            again()
            changed()
          })
        const { state, problems, changes } = manifest
        return (
          <Card title={texts.versionCalled(version)} aside={<Badge tone={STATE_TONES[state]}>{manifestStates[state]}</Badge>}>
            <p className="text-sm text-soft">
              {[
                texts.count(manifest.operationCount),
                texts.bytes(number(manifest.bytes)),
                texts.uploadedAt(dayAndClock(manifest.uploadedAt)),
                manifest.activatedAt && texts.activatedAt(dayAndClock(manifest.activatedAt)),
                manifest.retiredAt && texts.retiredAt(dayAndClock(manifest.retiredAt)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <p className="text-sm">{texts.stateMeans[state]}</p>
            {problems.length > 0 && (
              <Notice tone="warn" title={texts.problems(problems.length)}>
                <ul className="flex flex-col gap-1 text-sm">
                  {problems.map(({ operation, message }) => (
                    <li key={operation} className="break-words">
                      <code className="font-semibold">{operation}: </code>
                      {message}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            <div className="flex flex-wrap gap-3">
              {(state === 'UPLOADED' || state === 'SERVED') && (
                <AskFirst
                  look="primary"
                  label={texts.activate}
                  title={texts.activateTitle(version)}
                  back={back}
                  onYes={() => told(sdk.execute(ActivateApiManifestDocument, { input }))}
                >
                  <p>{texts.activateHint}</p>
                </AskFirst>
              )}
              {(state === 'UPLOADED' || state === 'SERVED') && (
                <AskFirst
                  label={texts.retire}
                  title={texts.retireTitle(version)}
                  back={back}
                  onYes={() => told(sdk.execute(RetireApiManifestDocument, { input }))}
                >
                  <p>{texts.retireHint}</p>
                </AskFirst>
              )}
            </div>
            <h3 className="mt-2 font-semibold">{texts.changes}</h3>
            {others.length > 0 && (
              <div className="max-w-sm">
                <Choice
                  label={texts.against}
                  value={against ?? ''}
                  onChange={(value) => compare(value || undefined)}
                  options={[{ value: '', name: texts.activeOne }, ...others.map((value) => ({ value, name: value }))]}
                />
              </div>
            )}
            {changes ? <ChangesShown changes={changes} /> : <Empty>{texts.nothingActive}</Empty>}
            <h3 className="mt-2 font-semibold">{texts.all}</h3>
            <Pages
              query={VersionOperationsDocument}
              variables={{ clientId, version, first: PAGE }}
              pick={(data) => data.apiClient?.manifest?.operations ?? NO_ROWS}
            >
              {({ rows, more }) => (
                <>
                  {rows.map((operation) => (
                    <OperationRow key={operation.name} operation={operation} />
                  ))}
                  {more && <Button onClick={more}>{texts.more}</Button>}
                </>
              )}
            </Pages>
          </Card>
        )
      }}
    </View>
  )
}
