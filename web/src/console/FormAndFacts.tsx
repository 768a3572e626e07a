import { DataList, Grid } from '@mantine/core';
import type { ReactNode } from 'react';

interface FormAndFactsProps {
  /** Label and value; what has none is left out. */
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
  /** Below the facts. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A card's form, and beside it what is known and not changed there. */
export function FormAndFacts({ facts, aside, children }: FormAndFactsProps) {
  return (
    <Grid gap={40}>
      <Grid.Col span={{ base: 12, md: 7 }}>{children}</Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <DataList labelWidth="130px" withDivider>
          {facts
            .filter(([, value]) => value !== null && value !== undefined && value !== '')
            .map(([label, value]) => (
              <DataList.Item key={label}>
                <DataList.ItemLabel>{label}</DataList.ItemLabel>
                <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
              </DataList.Item>
            ))}
        </DataList>
        {aside}
      </Grid.Col>
    </Grid>
  );
}
