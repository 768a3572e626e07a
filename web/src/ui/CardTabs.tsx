import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

interface CardTabsProps<T extends string> {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly tabs: readonly { readonly value: T; readonly label: string; readonly content: () => ReactNode }[];
}

/** Tabs of a card; which one is open stands in the address. */
export function CardTabs<T extends string>({ value, onChange, tabs }: CardTabsProps<T>) {
  return (
    <Tabs
      value={value}
      keepMounted={false}
      onChange={(next) => {
        const tab = tabs.find((one) => one.value === next);
        if (tab !== undefined) onChange(tab.value);
      }}
    >
      <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} px={12} py={12} style={{ flex: 'none' }}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
