"""From which network something comes, where one person may have any number of addresses."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest

# A provider gives a home no less than this: whoever has one address has all of them (RFC 6177).
IPV6_PREFIX = 64


def network_of(request: HttpRequest) -> str:
    """What stands for the sender where senders are counted; limits and lock-outs ask here."""
    return network(str(request.META.get("REMOTE_ADDR", "")))


def network(address: str) -> str:
    """An address of IPv4 as it is, of IPv6 the first one of its network of 64 bits.

    What is no address, such as the path of a socket, stays as it is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), IPV6_PREFIX), strict=False).network_address)
