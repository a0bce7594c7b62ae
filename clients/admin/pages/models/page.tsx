import { View } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Facts } from '../../desk/facts.tsx'
import { ModelsPageDocument, ModelsPageReloadDocument } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'

/** Which models judge photos, and what was measured of them. */
export function ModelsPage() {
  const { places, models: texts, modelState, desk } = useTexts()
  const { sdk, roles } = useSession()
  return (
    <Only page="models">
      <PageTitle>{places.models}</PageTitle>
      <View query={ModelsPageDocument}>
        {({ models }, again) => {
          const reload = async () => {
            await sdk.execute(ModelsPageReloadDocument)
            again()
          }
          return (
            <div className="flex flex-col gap-4">
              {roles.includes('ADMIN') && (
                <div>
                  <AskFirst label={texts.reload} title={texts.reload} back={desk.back} look="plain" onYes={reload}>
                    <p>{texts.reloadMeans}</p>
                  </AskFirst>
                </div>
              )}
              {models.length === 0 && <Empty>{texts.none}</Empty>}
              {models.map((model) => (
                <Card
                  key={`${model.name} ${model.version}`}
                  title={`${model.name} ${model.version}`}
                  aside={<Badge tone={model.state === 'ACTIVE' ? 'good' : 'quiet'}>{modelState[model.state]}</Badge>}
                >
                  <Facts
                    facts={[
                      [texts.task, model.task],
                      [texts.licence, model.licence],
                      ...figures(texts.threshold, model.thresholds),
                      ...figures(texts.metric, model.metrics),
                    ]}
                  />
                  <p className="text-sm break-all text-soft">
                    SHA-256 <code>{model.sha256}</code>
                  </p>
                </Card>
              ))}
            </div>
          )
        }}
      </View>
    </Only>
  )
}

/** JSON of names and values, as lines. What is deeper stays as it is written. */
function figures(kind: string, json: string): [string, string][] {
  const read = JSON.parse(json) as unknown
  if (typeof read !== 'object' || read === null) return [[kind, json]]
  return Object.entries(read).map(([name, value]) => [
    `${kind}: ${name}`,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
}
