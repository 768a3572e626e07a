import { Anchor, Button, type ButtonProps, NavLink } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

/** Mantine's looks with the router's typed `to`. */
export const LinkAnchor = createLink(Anchor<'a'>);
export const LinkButton = createLink(ButtonAnchor);
export const LinkNav = createLink(NavLink<'a'>);

/** Looks like a button and is a link: it opens in a new tab, and says where it leads. */
function ButtonAnchor(props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) {
  return <Button component="a" {...props} />;
}
